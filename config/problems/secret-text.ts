/** Patterns of secrets, for the Helm chart too, see scripts/chart/re2.ts. A token within a longer text of letters and digits does not match: that is another text. */
export const SECRETS: readonly RegExp[] = [
  // Personal access tokens of Azure DevOps, of 52 characters until 2024 and of 84 since.
  /(?<![A-Za-z0-9])(?:[a-z2-7]{52}|[A-Za-z0-9]{84})(?![A-Za-z0-9])/g,
  // Tokens of GitHub: personal, of an App, of an installation (docs.github.com, "About authentication to GitHub").
  /(?<![A-Za-z0-9])(?:gh[oprsu]_[A-Za-z0-9_.-]{30,}|github_pat_\w{20,})/g,
  // Private keys, such as that of a GitHub App, to their end or to that of the text.
  /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|$)/g,
  // Tokens of Entra ID and of service accounts (JWT).
  /eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g,
  // Secrets of app registrations.
  /(?<![\w~.-])[\w~.-]{3}\dQ~[\w~.-]{31,34}(?![\w~.-])/g,
  // Keys of storage accounts, and signatures of shared access.
  /[A-Za-z0-9+/]{86}==/g,
  /(?<=[?&;]sig=)[^&\s"']{20,}/g,
  // A password in a URL.
  /(?<=:\/\/[^/\s@:]*:)[^/\s@]+(?=@)/g,
];

/** Everything before the host of a URL, even a user name alone. For an image, which has no scheme, only a user name with a password. */
export const USER_INFO = /(?<=:\/\/)[^/\s@]+(?=@)|(?<![^\s"'=])[^/\s@:"']+:[^/\s@]+(?=@)/g;

/** Replaces a secret in a message. */
export const NOT_SHOWN = '(not shown)';

/** Whether a text contains something that looks like a secret. */
export const holdsSecret = (text: string): boolean => SECRETS.some((secret) => text.search(secret) >= 0);

/** The text with its secrets replaced, because messages end up in logs. */
export const withoutSecrets = (text: string): string =>
  [USER_INFO, ...SECRETS].reduce((shown, secret) => shown.replaceAll(secret, NOT_SHOWN), text);
