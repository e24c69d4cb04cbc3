/**
 * Words that Azure rejects in the name of a resource with an address of its own, in any case.
 * Source: learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-reserved-resource-name
 */
const WHOLE_NAMES: ReadonlySet<string> = new Set(
  [
    'access app_code app_themes app_data app_globalresources app_localresources app_webreferences app_browsers azure bing',
    'bizspark biztalk cortana directx dotnet dynamics excel exchange forefront groove hololens hyperv kinect lync msdn o365',
    'office office365 onedrive onenote outlook powerpoint sharepoint skype visio visualstudio web.config xbox',
  ].flatMap((line) => line.split(' ')),
);
const ANYWHERE = ['microsoft', 'windows'] as const;
const AT_THE_START = 'login';

/** Why Azure rejects a name; undefined if it contains no reserved word. */
export function reservedWord(name: string): string | undefined {
  const lower = name.toLowerCase();
  if (WHOLE_NAMES.has(lower)) return `is the word "${lower}", which Azure reserves`;
  const inside = ANYWHERE.find((word) => lower.includes(word));
  if (inside !== undefined) return `contains the word "${inside}", which Azure reserves`;
  return lower.startsWith(AT_THE_START) ? `begins with the word "${AT_THE_START}", which Azure reserves` : undefined;
}
