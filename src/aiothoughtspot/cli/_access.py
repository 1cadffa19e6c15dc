"""The flags that commands share: which cluster, as whom, and how to talk about it."""

from pathlib import Path
from typing import Annotated

import attrs
from cyclopts import Group, Parameter
from cyclopts.validators import Number

from aiothoughtspot.cli._files import local

CLUSTER = Group("Cluster", sort_key=10)
OUTPUT = Group("Output", sort_key=11)
Flag = Annotated[bool, Parameter(negative="", show_default=False)]
# "-" reads stdin.
Source = Annotated[str | None, Parameter(allow_leading_hyphen=True)]
# A path of this machine, and no URL.
Here = Annotated[Path, Parameter(validator=local)]
OneOrMore = Annotated[int, Parameter(validator=Number(gte=1))]
NoneOrMore = Annotated[int, Parameter(validator=Number(gte=0))]
# Seconds between questions; a day is as good as never.
Pause = Annotated[float, Parameter(validator=Number(gt=0, lte=86_400))]
OutputFlag = Annotated[bool, Parameter(negative="", show_default=False, group=OUTPUT)]


@Parameter(name="*")
@attrs.frozen(kw_only=True)
class Access:
    """Where to work and as whom; a flag goes before the environment, the environment before a profile."""

    host: Annotated[
        str | None, Parameter(group=CLUSTER, help="Address, such as https://acme.example (or TS_HOST).")
    ] = None
    username: Annotated[str | None, Parameter(group=CLUSTER, help="Who to be (or TS_USERNAME).")] = None
    org: Annotated[str | None, Parameter(group=CLUSTER, help="Org, by name or number (or TS_ORG).")] = None
    secret_key: Annotated[
        Source,
        Parameter(group=CLUSTER, help="The cluster's secret key; - asks or reads stdin (or TS_SECRET_KEY)."),
    ] = attrs.field(default=None, repr=False)
    password: Annotated[
        Source, Parameter(group=CLUSTER, help="Password; - asks or reads stdin (or TS_PASSWORD).")
    ] = attrs.field(default=None, repr=False)
    token: Annotated[
        Source, Parameter(group=CLUSTER, help="Bearer token; - asks or reads stdin (or TS_TOKEN).")
    ] = attrs.field(default=None, repr=False)
    profile: Annotated[
        str | None, Parameter(group=CLUSTER, help="Profile of the profile file (or TS_PROFILE).")
    ] = None
    json: Annotated[OutputFlag, Parameter(help="Print one JSON document and nothing else.")] = False
    debug: Annotated[OutputFlag, Parameter(help="Show the traceback of an error.")] = False


NONE = Access()
