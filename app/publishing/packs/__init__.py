"""What phones carry: areas cut into shards, named by their content (docs/decisions/0007)."""
