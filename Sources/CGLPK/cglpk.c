// Placeholder until the first bridge function lands.
