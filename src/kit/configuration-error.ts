/** A wrong setting: said in one line, before anything has started. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}
