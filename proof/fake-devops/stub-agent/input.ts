/** The error of unattended configuration for a missing or invalid value (strings.json, PromptManager.cs). */
export function invalidInput(name: string): Error {
  return new Error(`Value cannot be null. (Parameter 'Invalid configuration provided for ${name}. Terminating unattended configuration.')`);
}
