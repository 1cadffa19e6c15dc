"""The generator: reads the catalog in `spec/` and renders endpoint functions, models and reference pages.

A pipeline of pure steps, one module each: load -> check -> plan -> render -> write or compare; `drift` stands beside it.
`catalog` is what all steps work on, and every name in it leads to its model or enum (`Group.find`); `types`, `names` and
`problems` are what all of them know.  `uses` finds who uses what, for `check` and `plan`; `facts`, `words` and `examples`
print parts for `plan`, `shapes` reads both sides for `drift`, and `schema` is the catalog's language for editors.
It imports nothing of `aiothoughtspot`, and `aiothoughtspot` imports nothing of it.
"""
