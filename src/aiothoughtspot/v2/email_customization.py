# Rendered from spec/v2/email_customization.yaml by `python -m codegen`: edit that file, not this one.
"""The look and the words of the mails that the cluster sends."""

from typing import Any, Final

import attrs

from aiothoughtspot._operation import Caller, Deprecation, Group, Operation, Param
from aiothoughtspot.unset import UNSET, Unset


@attrs.frozen(kw_only=True)
class TemplatePropertiesInputCreate:
    """Argument of `email_customization.create` and `email_customization.update`.

    Attributes:
        cta_button_bg_color: Since 10.12.0.cl.
        cta_text_font_color: Since 10.12.0.cl.
        primary_bg_color: Since 10.12.0.cl.
        home_url: Since 10.12.0.cl.
        logo_url: Since 10.12.0.cl.
        font_family: Since 10.12.0.cl.
        product_name: Since 10.12.0.cl.
        footer_address: Since 10.12.0.cl.
        footer_phone: Since 10.12.0.cl.
        replacement_value_for_liveboard: Since 10.12.0.cl.
        replacement_value_for_answer: Since 10.12.0.cl.
        replacement_value_for_spot_iq: Since 10.12.0.cl.
        hide_footer_address: Since 10.12.0.cl.
        hide_footer_phone: Since 10.12.0.cl.
        hide_manage_notification: Since 10.12.0.cl.
        hide_mobile_app_nudge: Since 10.12.0.cl.
        hide_privacy_policy: Since 10.12.0.cl.
        hide_product_name: Since 10.12.0.cl.
        hide_ts_vocabulary_definitions: Since 10.12.0.cl.
        hide_notification_status: Since 10.12.0.cl.
        hide_error_message: Since 10.12.0.cl.
        hide_unsubscribe_link: Since 10.12.0.cl.
        hide_modify_alert: Since 10.12.0.cl.
        company_privacy_policy_url: Since 10.13.0.cl.
        company_website_url: Since 10.13.0.cl.
        contact_support_url: Since 26.2.0.cl.
        hide_contact_support_url: Since 26.2.0.cl.
        hide_logo_url: Since 26.4.0.cl.
    """

    cta_button_bg_color: str | Unset = attrs.field(default=UNSET, metadata={"since": "10.12.0.cl"})
    cta_text_font_color: str | Unset = attrs.field(default=UNSET, metadata={"since": "10.12.0.cl"})
    primary_bg_color: str | Unset = attrs.field(default=UNSET, metadata={"since": "10.12.0.cl"})
    home_url: str | Unset = attrs.field(default=UNSET, metadata={"since": "10.12.0.cl"})
    logo_url: str | Unset = attrs.field(default=UNSET, metadata={"since": "10.12.0.cl"})
    font_family: str | Unset = attrs.field(default=UNSET, metadata={"since": "10.12.0.cl"})
    product_name: str | Unset = attrs.field(default=UNSET, metadata={"since": "10.12.0.cl"})
    footer_address: str | Unset = attrs.field(default=UNSET, metadata={"since": "10.12.0.cl"})
    footer_phone: str | Unset = attrs.field(default=UNSET, metadata={"since": "10.12.0.cl"})
    replacement_value_for_liveboard: str | Unset = attrs.field(
        default=UNSET, metadata={"since": "10.12.0.cl"}
    )
    replacement_value_for_answer: str | Unset = attrs.field(default=UNSET, metadata={"since": "10.12.0.cl"})
    replacement_value_for_spot_iq: str | Unset = attrs.field(default=UNSET, metadata={"since": "10.12.0.cl"})
    hide_footer_address: bool | Unset = attrs.field(default=UNSET, metadata={"since": "10.12.0.cl"})
    hide_footer_phone: bool | Unset = attrs.field(default=UNSET, metadata={"since": "10.12.0.cl"})
    hide_manage_notification: bool | Unset = attrs.field(default=UNSET, metadata={"since": "10.12.0.cl"})
    hide_mobile_app_nudge: bool | Unset = attrs.field(default=UNSET, metadata={"since": "10.12.0.cl"})
    hide_privacy_policy: bool | Unset = attrs.field(default=UNSET, metadata={"since": "10.12.0.cl"})
    hide_product_name: bool | Unset = attrs.field(default=UNSET, metadata={"since": "10.12.0.cl"})
    hide_ts_vocabulary_definitions: bool | Unset = attrs.field(
        default=UNSET, metadata={"since": "10.12.0.cl"}
    )
    hide_notification_status: bool | Unset = attrs.field(default=UNSET, metadata={"since": "10.12.0.cl"})
    hide_error_message: bool | Unset = attrs.field(default=UNSET, metadata={"since": "10.12.0.cl"})
    hide_unsubscribe_link: bool | Unset = attrs.field(default=UNSET, metadata={"since": "10.12.0.cl"})
    hide_modify_alert: bool | Unset = attrs.field(default=UNSET, metadata={"since": "10.12.0.cl"})
    company_privacy_policy_url: str | Unset = attrs.field(default=UNSET, metadata={"since": "10.13.0.cl"})
    company_website_url: str | Unset = attrs.field(default=UNSET, metadata={"since": "10.13.0.cl"})
    contact_support_url: str | Unset = attrs.field(default=UNSET, metadata={"since": "26.2.0.cl"})
    hide_contact_support_url: bool | Unset = attrs.field(default=UNSET, metadata={"since": "26.2.0.cl"})
    hide_logo_url: bool | Unset = attrs.field(default=UNSET, metadata={"since": "26.4.0.cl"})


@attrs.define(kw_only=True)
class EmailOrg:
    """Part of `EmailCustomization`."""

    name: str | None = None
    id: int | None = None


@attrs.define(kw_only=True)
class EmailCustomization:
    """Answer of `email_customization.search` and `email_customization.create`."""

    tenant_id: str
    org: EmailOrg
    name: str
    template_properties: dict[str, Any]


SEARCH: Final[Operation[list[EmailCustomization]]] = Operation(
    "v2.email_customization.search",
    "POST",
    "/api/rest/2.0/customization/email/search",
    list[EmailCustomization],
    vendor="searchEmailCustomization",
    repeatable="read",
    since="10.10.0.cl",
    privileges=("DEVELOPER", "ADMINISTRATION"),
    body=(Param("org_identifiers", list[str], since="10.12.0.cl"),),
)


async def search(client: Caller, *, org_identifiers: list[str] | Unset = UNSET) -> list[EmailCustomization]:
    """Get the look of mails, for orgs.

    POST /customization/email/search; vendor name `searchEmailCustomization`; since 10.10.0.cl; a read.
    Privileges, any of: DEVELOPER, ADMINISTRATION.
    Takes no orgs before 10.12. Beta.

    Args:
        org_identifiers: Since 10.12.0.cl.
    """
    return await client.call(SEARCH, body={"org_identifiers": org_identifiers})


CREATE: Final[Operation[EmailCustomization]] = Operation(
    "v2.email_customization.create",
    "POST",
    "/api/rest/2.0/customization/email",
    EmailCustomization,
    vendor="createEmailCustomization",
    repeatable="no",
    since="10.10.0.cl",
    privileges=("DEVELOPER", "ADMINISTRATION"),
    body=(
        Param("template_properties", TemplatePropertiesInputCreate, required=True),
        Param("org_identifier", str, since="10.12.0.cl"),
    ),
)


async def create(
    client: Caller, *, template_properties: TemplatePropertiesInputCreate, org_identifier: str | Unset = UNSET
) -> EmailCustomization:
    """Set the look of mails and get it back.

    POST /customization/email; vendor name `createEmailCustomization`; since 10.10.0.cl; never repeated
    blindly.
    Privileges, any of: DEVELOPER, ADMINISTRATION.
    Beta.

    Args:
        org_identifier: Since 10.12.0.cl.
    """
    return await client.call(
        CREATE, body={"template_properties": template_properties, "org_identifier": org_identifier}
    )


UPDATE: Final[Operation[None]] = Operation(
    "v2.email_customization.update",
    "POST",
    "/api/rest/2.0/customization/email/update",
    None,
    vendor="updateEmailCustomization",
    repeatable="same_end_state",
    since="10.12.0.cl",
    privileges=("DEVELOPER", "ADMINISTRATION"),
    body=(
        Param("template_properties", TemplatePropertiesInputCreate, required=True),
        Param("org_identifier", str),
    ),
)


async def update(
    client: Caller, *, template_properties: TemplatePropertiesInputCreate, org_identifier: str | Unset = UNSET
) -> None:
    """Change the look of mails.

    POST /customization/email/update; vendor name `updateEmailCustomization`; since 10.12.0.cl; repeating it
    ends in the same state.
    Privileges, any of: DEVELOPER, ADMINISTRATION.
    Beta.
    """
    return await client.call(
        UPDATE, body={"template_properties": template_properties, "org_identifier": org_identifier}
    )


DELETE: Final[Operation[None]] = Operation(
    "v2.email_customization.delete",
    "POST",
    "/api/rest/2.0/customization/email/delete",
    None,
    vendor="deleteOrgEmailCustomization",
    repeatable="same_end_state",
    since="10.12.0.cl",
    privileges=("DEVELOPER", "ADMINISTRATION"),
    body=(Param("org_identifiers", list[str]),),
)


async def delete(client: Caller, *, org_identifiers: list[str] | Unset = UNSET) -> None:
    """Go back to the look that mails have by themselves, for orgs.

    POST /customization/email/delete; vendor name `deleteOrgEmailCustomization`; since 10.12.0.cl; repeating
    it ends in the same state.
    Privileges, any of: DEVELOPER, ADMINISTRATION.
    Beta.
    """
    return await client.call(DELETE, body={"org_identifiers": org_identifiers})


VALIDATE: Final[Operation[None]] = Operation(
    "v2.email_customization.validate",
    "POST",
    "/api/rest/2.0/customization/email/validate",
    None,
    vendor="validateEmailCustomization",
    repeatable="no",
    since="10.10.0.cl",
    privileges=("DEVELOPER", "ADMINISTRATION"),
)


async def validate(client: Caller) -> None:
    """Mail a sample in the look of mails, to the user who asks.

    POST /customization/email/validate; vendor name `validateEmailCustomization`; since 10.10.0.cl; never
    repeated blindly.
    Privileges, any of: DEVELOPER, ADMINISTRATION.
    Beta.
    """
    return await client.call(VALIDATE)


DELETE_TEMPLATE: Final[Operation[None]] = Operation(
    "v2.email_customization.delete_template",
    "POST",
    "/api/rest/2.0/customization/email/{template_identifier}/delete",
    None,
    vendor="deleteEmailCustomization",
    repeatable="same_end_state",
    since="10.10.0.cl",
    deprecated=Deprecation("10.12.0.cl", "v2.email_customization.delete"),
    privileges=("DEVELOPER", "ADMINISTRATION"),
    path_params=(Param("template_identifier", str, required=True),),
)


async def delete_template(client: Caller, template_identifier: str) -> None:
    """Delete one look of mails by its id.

    POST /customization/email/{template_identifier}/delete; vendor name `deleteEmailCustomization`; since
    10.10.0.cl; repeating it ends in the same state.
    Deprecated since 10.12.0.cl: use `v2.email_customization.delete`.
    Privileges, any of: DEVELOPER, ADMINISTRATION.
    Beta.
    """
    return await client.call(DELETE_TEMPLATE, path={"template_identifier": template_identifier})


OPERATIONS: Final = (
    SEARCH,
    CREATE,
    UPDATE,
    DELETE,
    VALIDATE,
    DELETE_TEMPLATE,
)


class EmailCustomizationApi(Group):
    """The email_customization endpoints of one client."""

    search = search
    create = create
    update = update
    delete = delete
    validate = validate
    delete_template = delete_template
