"""The generator: reads the catalog in `spec/` and renders endpoint functions, models and reference pages.

A pipeline of pure steps, one module each: load -> check -> plan -> render -> write or compare; `drift` stands beside it.
`catalog`, `types`, `names` and `lookup` are what all steps know; `wording`, `facts`, `uses` and `words` help `plan`,
which makes the values of `views` for the templates; `shapes` helps `drift`.
It imports nothing of `aiothoughtspot`, and `aiothoughtspot` imports nothing of it.
"""
