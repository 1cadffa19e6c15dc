"""What all tests share: property tests have no time limit each, because the machine is shared."""

from hypothesis import settings

settings.register_profile("shared", deadline=None)
settings.load_profile("shared")
