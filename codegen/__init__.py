"""The generator: reads the catalog in `spec/` and renders endpoint functions, models and reference pages.

A pipeline of pure steps: load -> check -> plan -> render -> write or compare.
It imports nothing of `aiothoughtspot`, and `aiothoughtspot` imports nothing of it.
"""
