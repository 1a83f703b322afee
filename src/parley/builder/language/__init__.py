"""How things are said: wording, kinds of data, who is who, sayings by language, tone."""
