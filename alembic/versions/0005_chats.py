"""Chats: messages as a tree, whom a session is with, the runs that answer, and what was summed up."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from parley.core.db import UtcTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def _columns() -> "dict[str, tuple[sa.Column[Any], ...]]":
    """What is new, made afresh: a column belongs to one table once it was added."""
    return {
        "sessions": (
            sa.Column("agent", sa.Text(), nullable=False, server_default=""),
            sa.Column("name", sa.Text(), nullable=True),
            sa.Column("run_id", sa.Text(), nullable=True),
        ),
        "messages": (
            sa.Column("parent_id", sa.Text(), nullable=True),
            sa.Column("agent", sa.Text(), nullable=False, server_default=""),
            sa.Column("run_id", sa.Text(), nullable=True),
            sa.Column("stop_reason", sa.Text(), nullable=False, server_default=""),
            sa.Column("parts", sa.Text(), nullable=False, server_default=""),
            sa.Column("packed", sa.LargeBinary(), nullable=True),
            sa.Column("model_calls", sa.Integer(), nullable=False, server_default="0"),
            sa.Column("input_tokens", sa.Integer(), nullable=False, server_default="0"),
            sa.Column("output_tokens", sa.Integer(), nullable=False, server_default="0"),
        ),
    }


def upgrade() -> None:
    for table, columns in _columns().items():
        for column in columns:
            op.add_column(table, column)
    op.create_index("uq_sessions_owner_name", "sessions", ["owner", "name"], unique=True)
    op.create_table(
        "runs",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("session_id", sa.Text(), sa.ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("agent", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("process", sa.Text(), nullable=False),
        sa.Column("alive_until", UtcTime(), nullable=False),
        sa.Column("wanted", sa.Text(), nullable=False, server_default=""),
        sa.Column("last_seq", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("problem", sa.Text(), nullable=False, server_default=""),
        sa.Column("started_at", UtcTime(), nullable=False),
        sa.Column("ended_at", UtcTime(), nullable=True),
    )
    op.create_index("ix_runs_session_id", "runs", ["session_id"])
    op.create_index("ix_runs_process_status", "runs", ["process", "status"])
    op.create_index("ix_runs_status_alive_until", "runs", ["status", "alive_until"])
    op.create_table(
        "summaries",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("session_id", sa.Text(), sa.ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", UtcTime(), nullable=False),
    )
    op.create_index("ix_summaries_session_id", "summaries", ["session_id"])


def downgrade() -> None:
    op.drop_table("summaries")
    op.drop_table("runs")
    op.drop_index("uq_sessions_owner_name", "sessions")
    for table, columns in _columns().items():
        with op.batch_alter_table(table) as batch:
            for column in columns:
                batch.drop_column(column.name)
