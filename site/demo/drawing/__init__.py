"""The demo's drawings: recipes in TOML, one vocabulary of parts, one family look."""
