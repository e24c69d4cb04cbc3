/** What unattended configuration says of a value that is missing or wrong (strings.json, PromptManager.cs). */
export function invalid(name: string): Error {
  return new Error(`Value cannot be null. (Parameter 'Invalid configuration provided for ${name}. Terminating unattended configuration.')`);
}
