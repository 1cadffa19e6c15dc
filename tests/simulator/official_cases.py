"""What to ask of every v2 operation, by wire name: objects made once, then one call of each operation on what is there.

`$name` stands for an id: of the seeded state, or from the answer of a call made before (`$operation.key.key`).
"""

from __future__ import annotations

from datetime import date
from typing import Any

PNG = bytes.fromhex("89504e470d0a1a0a")
TABLE = {
    "connection_identifier": "Vault",
    "database_name": "RETAIL",
    "schema_name": "PUBLIC",
    "table_name": "CAL",
}
TABLE_TML = '{"answer": {"name": "Made", "tables": [{"name": "Retail Sales"}]}}'
WAREHOUSE = {
    "configuration": {"accountName": "acme", "user": "u", "password": "p", "role": "r", "warehouse": "w"}
}
RECIPIENTS = {"emails": ["a@example.com"], "principals": [{"identifier": "ana", "type": "USER"}]}
DAYS = {"start_date": date(2025, 1, 1), "end_date": date(2025, 12, 31)}
MADE_UP = {"calendar_type": "MONTH_OFFSET", "quarter_name_prefix": "Q", "year_name_prefix": "FY"}
BOARD = {"identifier": "$board", "type": "LIVEBOARD"}
ANA = {"identifier": "ana", "type": "USER"}

Arguments = dict[str, Any]

PREPARED: dict[str, Arguments] = {
    "users.create": {"name": "eve", "display_name": "Eve", "email": "eve@example.com", "password": "secret"},
    "groups.create": {"name": "Crew", "display_name": "Crew", "user_identifiers": ["eve"]},
    "orgs.create": {"name": "Umbrella", "description": "Rain"},
    "roles.create": {"name": "Keeper", "description": "Keeps", "privileges": ["DEVELOPER"]},
    "tags.create": {"name": "Fresh", "color": "#00aa00"},
    "connections.create": {"name": "Vault", "data_warehouse_type": "SNOWFLAKE", "data_warehouse_config": WAREHOUSE},
    "connection_configurations.create": {
        "name": "Fast", "connection_identifier": "Vault", "configuration": {"warehouse": "big"},
    },
    "calendars.create": {
        "name": "Fiscal", "creation_method": "FROM_INPUT_PARAMS", "table_reference": TABLE, **DAYS, **MADE_UP,
    },
    "collections.create": {"name": "Shelf", "description": "d", "metadata": [{"type": "LIVEBOARD", "identifiers": ["$board"]}]},
    "custom_actions.create": {
        "name": "Order", "action_details": {"URL": {"url": "https://example.com", "parameters": [{"key": "k", "value": "v"}]}},
        "default_action_config": {"visibility": True},
    },
    "schedules.create": {
        "name": "Weekly", "description": "Each week", "metadata_type": "LIVEBOARD", "metadata_identifier": "$board",
        "time_zone": "Europe/Berlin", "recipient_details": RECIPIENTS, "file_format": "PDF",
        "frequency": {"cron_expression": {
            "second": "0", "minute": "5", "hour": "6", "day_of_month": "*", "month": "*", "day_of_week": "?",
        }},
    },
    "variables.create": {"name": "schema_of_org", "type": "TABLE_MAPPING"},
    "webhooks.create": {"name": "Hook", "url": "http://127.0.0.1:9/hook", "events": ["LIVEBOARD_SCHEDULE"]},
    "email_customization.create": {"template_properties": {"cta_button_bg_color": "#444DEA", "product_name": "Acme"}},
    "styles.upload_font": {"name": "Round", "file_content": b"wOF2" + bytes(60)},
    "translations.import_translations": {
        "translations_file": b"content,locale,translated-content\r\nSales,de-DE,Umsatz\r\n", "scope": "ORG",
    },
    "dbt.create": {
        "connection_name": "Warehouse", "database_name": "RETAIL", "import_type": "DBT_CLOUD", "access_token": "t",
        "dbt_url": "https://cloud.example", "account_id": "1", "project_id": "2", "dbt_env_id": "3", "project_name": "p",
    },
    "version_control.create_config": {
        "repository_url": "https://git.example/acme/x", "username": "u", "access_token": "t", "branch_names": ["dev", "main"],
        "commit_branch_name": "dev",
    },
    "version_control.commit": {"metadata": [BOARD], "comment": "First", "delete_aware": False},
    "ai.create_conversation": {
        "metadata_context": {"type": "DATA_SOURCE", "data_source_context": {"data_source_identifier": "$table"}},
        "conversation_settings": {"enable_save_chat": True},
    },
    "ai.send": {"conversation_identifier": "$ai.create_conversation.conversation_id", "messages": ["Revenue by region"]},
    "ai.messages": {"conversation_identifier": "$ai.create_conversation.conversation_id"},
    "ai.create_classic_conversation": {"metadata_identifier": "$table"},
    "ai.set_instructions": {
        "data_source_identifier": "$table", "nl_instructions_info": [{"scope": "GLOBAL", "instructions": ["Be brief"]}],
    },
    "ai.set_agent_instructions": {"instructions": "Be brief"},
    "ai.export_memory": {"sources": [{"type": "DATA_MODEL", "identifiers": ["$table"]}]},
    "metadata.parameterize_fields": {
        "metadata_identifier": "$table", "field_type": "ATTRIBUTE", "field_names": ["schemaName"],
        "variable_identifier": "schema_of_org",
    },
    "dbt.generate_tml": {
        "dbt_connection_identifier": "$dbt.create.dbt_connection_identifier", "import_worksheets": "NONE",
        "model_tables": [{"model_name": "m", "model_path": "models", "tables": ["ORDERS"]}],
    },
    "metadata.import_tml_async": {"metadata_tmls": [TABLE_TML]},
    "users.deactivate": {"user_identifier": "eve", "base_url": "https://example.com"},
}  # fmt: skip
"""Called in this order before anything else; their answers are held against the document too."""

TALK = "$ai.create_conversation.conversation_id"
LOGIN = {"username": "ana", "password": "secret"}
CASES: dict[str, Arguments] = {
    "ai.answer": {"query": "Revenue by region", "metadata_identifier": "$table"},
    "ai.answer_details": {"conversation_identifier": TALK, "answer_identifier": "$agent_answer"},
    "ai.data_sources": {"query": "Revenue by region"},
    "ai.decompose": {"nlsRequest": {"query": "Revenue"}, "worksheetIds": ["$table"]},
    "ai.import_memory": {"content": "$ai.export_memory.content", "dry_run": True},
    "ai.relevant_questions": {"query": "Revenue", "metadata_context": {"data_source_identifiers": ["$table"]}},
    "ai.send_classic": {
        "conversation_identifier": "$ai.create_classic_conversation.conversation_identifier",
        "metadata_identifier": "$table", "message": "Revenue by region",
    },
    "ai.update_conversation": {"conversation_identifier": TALK, "title": "Sales"},
    "authentication.configure_settings": {
        "auth_type": "TRUSTED_AUTH", "cluster_preferences": {"auth_status": "ENABLED"},
    },
    "authentication.custom_token": {"username": "ana", "password": "secret", "persist_option": "NONE"},
    "authentication.full_token": LOGIN,
    "authentication.login": LOGIN,
    "authentication.object_token": {**LOGIN, "object_id": "$board"},
    "authentication.search_settings": {"auth_type": "TRUSTED_AUTH", "scope": "CLUSTER"},
    "authentication.validate_token": {"token": "$token"},
    "calendars.generate_csv": {**DAYS, **MADE_UP},
    "calendars.update": {
        "calendar_identifier": "Fiscal", "update_method": "FROM_INPUT_PARAMS", "table_reference": TABLE, **DAYS, **MADE_UP,
    },
    "collections.delete": {"collection_identifiers": ["$collections.create.id"], "dry_run": False},
    "collections.update": {"collection_identifier": "$collections.create.id", "name": "Rack"},
    "connection_configurations.update": {
        "configuration_identifier": "Fast", "connection_identifier": "Vault", "description": "d",
    },
    "connections.search": {"connections": [{"identifier": "Vault"}], "include_details": True},
    "connections.sync_metadata": {"connection_identifier": "Vault"},
    "connections.update": {"connection_identifier": "Vault", "name": "Safe"},
    "connections.update_by_body": {"connection_identifier": "Vault", "name": "Safe"},
    "custom_actions.update": {"custom_action_identifier": "Order", "name": "Reorder"},
    "data.answer": {"metadata_identifier": "$answer"},
    "data.search": {"query_string": "[Order Date] [Revenue] [Region]", "logical_table_identifier": "$table"},
    "dbt.generate_sync_tml": {"dbt_connection_identifier": "$dbt.create.dbt_connection_identifier"},
    "dbt.update": {"dbt_connection_identifier": "$dbt.create.dbt_connection_identifier", "project_name": "q"},
    "email_customization.delete_template": {"template_identifier": "$email_customization.create.name"},
    "email_customization.update": {"template_properties": {"product_name": "Umbrella"}},
    "groups.import_groups": {
        "groups": [{"group_identifier": "New", "display_name": "New"}], "delete_unspecified_groups": False, "dry_run": False,
    },
    "groups.update": {"group_identifier": "Crew", "display_name": "The crew"},
    "metadata.delete": {"metadata": [BOARD]},
    "metadata.export_tml": {"metadata": [{"identifier": "$answer"}, {"identifier": "$board"}]},
    "metadata.export_tml_batch": {"metadata_type": "USER"},
    "metadata.import_tml": {"metadata_tmls": [TABLE_TML, "broken: ["], "import_policy": "PARTIAL"},
    "metadata.liveboard_sql": {"metadata_identifier": "$board"},
    "metadata.answer_sql": {"metadata_identifier": "$answer"},
    "metadata.copy": {"identifier": "$board", "type": "LIVEBOARD"},
    "metadata.convert_worksheets": {"worksheet_ids": ["$table"]},
    "metadata.parameterize": {
        "metadata_identifier": "$table", "field_type": "ATTRIBUTE", "field_name": "databaseName",
        "variable_identifier": "schema_of_org",
    },
    "metadata.unparameterize": {
        "metadata_identifier": "$table", "field_type": "ATTRIBUTE", "field_name": "schemaName", "value": "S",
    },
    "metadata.update_headers": {
        "headers_update": [{"identifier": "$board", "attributes": [{"name": "name", "value": "N"}]}],
    },
    "metadata.update_obj_ids": {"metadata": [{"metadata_identifier": "$board", "new_obj_id": "n"}]},
    "orgs.update": {"org_identifier": "Umbrella", "description": "Sun"},
    "reports.answer": {"metadata_identifier": "$answer", "file_format": "CSV"},
    "reports.liveboard": {"metadata_identifier": "$board", "file_format": "PDF"},
    "roles.update": {"role_identifier": "Keeper", "name": "Warden"},
    "schedules.update": {"schedule_identifier": "$schedules.create.id", "name": "Monthly"},
    "security.assign_author": {"metadata": [BOARD], "user_identifier": "ana"},
    "security.column_rules": {"tables": [{"identifier": "$table"}]},
    "security.fetch_metadata_permissions": {"metadata": [BOARD], "record_size": "all"},
    "security.fetch_principal_permissions": {"principals": [ANA], "record_size": 5},
    "security.manage_object_privileges": {
        "operation": "ADD", "metadata_type": "LOGICAL_TABLE", "object_privilege_types": ["SPOTTER_COACHING_PRIVILEGE"],
        "metadata_identifiers": ["$table"], "principals": [ANA],
    },
    "security.object_privileges": {"metadata": [{"identifier": "$table", "type": "LOGICAL_TABLE"}]},
    "security.publish": {"metadata": [BOARD], "org_identifiers": ["Acme"]},
    "security.share": {
        "metadata": [BOARD], "permissions": [{"principal": ANA, "share_mode": "READ_ONLY"}], "message": "", "notify_on_share": False,
    },
    "security.unpublish": {"metadata": [BOARD], "org_identifiers": ["Acme"], "include_dependencies": False},
    "security.update_column_rules": {
        "identifier": "$table", "column_security_rules": [{"column_identifier": "Revenue", "is_unsecured": True}],
    },
    "styles.delete_fonts": {"font_identifiers": ["$styles.upload_font.id"], "dry_run": False},
    "styles.update": {"scope": "ORG", "embedded_footer_text": "Acme"},
    "styles.update_font": {"font_identifier": "$styles.upload_font.id", "name": "Rounder"},
    "system.configure_channels": {
        "cluster_preferences": [{"event_type": "LIVEBOARD_SCHEDULE", "channels": ["EMAIL"]}],
    },
    "system.configure_security": {"cluster_preferences": {"cors_whitelisted_urls": ["https://example.com"]}},
    "system.update_config": {"configuration": {"a": 1}},
    "system.validate_channel": {
        "channel_type": "WEBHOOK", "channel_identifier": "Hook", "event_type": "LIVEBOARD_SCHEDULE",
    },
    "tags.assign": {"metadata": [BOARD], "tag_identifiers": ["Fresh"]},
    "tags.unassign": {"metadata": [BOARD], "tag_identifiers": ["Fresh"]},
    "tags.update": {"tag_identifier": "Fresh", "color": "#ffffff"},
    "translations.bundle": {"locale": "de-DE"},
    "users.activate": {"user_identifier": "eve", "auth_token": "$activation", "password": "secret"},
    "users.change_password": {"user_identifier": "ana", "current_password": "secret", "new_password": "secret2"},
    "users.import_users": {
        "users": [{"user_identifier": "new", "display_name": "New"}], "delete_unspecified_users": False, "dry_run": False,
    },
    "users.update": {"user_identifier": "ana", "display_name": "Ana A."},
    "variables.delete": {"identifiers": ["schema_of_org"]},
    "variables.update": {"identifier": "schema_of_org", "name": "schema"},
    "variables.update_many_values": {
        "variable_assignment": [{"variable_identifier": "schema_of_org", "variable_values": ["S"], "operation": "REPLACE"}],
        "variable_value_scope": [{"org_identifier": "Primary"}],
    },
    "variables.update_values": {
        "identifier": "schema_of_org", "operation": "REPLACE",
        "variable_assignment": [{"assigned_values": ["S"], "org_identifier": "Primary"}],
    },
    "version_control.deploy": {"branch_name": "dev"},
    "version_control.revert": {"commit_id": "$version_control.commit.commit_id"},
    "version_control.search_commits": {"metadata_identifier": "$board", "metadata_type": "LIVEBOARD"},
    "version_control.update_config": {"username": "v"},
    "version_control.validate_merge": {"source_branch_name": "dev", "target_branch_name": "main"},
    "webhooks.delete": {"webhook_identifiers": ["Hook"]},
    "webhooks.update": {"webhook_identifier": "Hook", "description": "d"},
}  # fmt: skip
"""Those that need more than `COMMON` says."""

COMMON: Arguments = {
    "calendar_identifier": "Fiscal",
    "channel_type": "WEBHOOK",
    "configuration_identifier": "Fast",
    "connection_identifier": "Vault",
    "conversation_identifier": TALK,
    "custom_action_identifier": "Order",
    "data_source_identifier": "$table",
    "dbt_connection_identifier": "$dbt.create.dbt_connection_identifier",
    "group_identifier": "Crew",
    "identifier": "schema_of_org",
    "log_type": "SECURITY_AUDIT",
    "messages": ["Revenue by region"],
    "metadata_identifier": "$board",
    "new_password": "secret",
    "org_identifier": "Umbrella",
    "role_identifier": "Keeper",
    "schedule_identifier": "$schedules.create.id",
    "tag_identifier": "Fresh",
    "user_identifier": "ana",
    "user_identifiers": ["eve"],
}
"""Values of required parameters."""
