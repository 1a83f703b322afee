"""How a version came about, which one is published, and what of an agent was set by hand."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("agents", sa.Column("published", sa.Integer(), nullable=True))
    op.add_column("agents", sa.Column("by_hand", sa.Text(), nullable=False, server_default="{}"))
    op.add_column("agent_versions", sa.Column("kind", sa.Text(), nullable=False, server_default="build"))
    op.add_column("agent_versions", sa.Column("note", sa.Text(), nullable=False, server_default=""))
    op.execute("UPDATE agent_versions SET note = 'Turn ' || turn || ' of a build session' WHERE turn IS NOT NULL")


def downgrade() -> None:
    op.drop_column("agent_versions", "note")
    op.drop_column("agent_versions", "kind")
    op.drop_column("agents", "by_hand")
    op.drop_column("agents", "published")
