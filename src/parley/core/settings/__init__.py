"""The settings by concern; `core.config.Settings` has them all."""
