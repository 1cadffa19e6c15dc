"""What all tests share: no time limit for each example of a property, and two plugins of our own."""

from hypothesis import settings

# Property tests have no time limit each, because the machine is shared.
settings.register_profile("shared", deadline=None)
settings.load_profile("shared")

pytest_plugins = ("canary", "scenario_record")
