"""The version, in one place: the wheel's metadata is read from here."""

__version__ = "0.1.0"
USER_AGENT = f"aiothoughtspot/{__version__}"
