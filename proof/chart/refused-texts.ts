/** Made up, in the forms of the real ones. */
export const TOKENS = {
  old: 'abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrst',
  new: 'aB3dE6gH9j'.repeat(8).padEnd(84, '4'),
  github: 'ghp_'.padEnd(44, 'aB3dE6gH9j'),
  entra: 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZ2VudHMifQ.c2lnbmF0dXJl',
  app: 'abc8Q~Zy0xWvUtSrQpOnMlKjIhGfEdCbA_987654',
  storage: `${'aB3+'.repeat(21)}aB==`,
  key: '-----BEGIN RSA PRIVATE KEY-----\naB3d\n-----END RSA PRIVATE KEY-----\n',
  signature: 'https://contoso.blob.core.windows.net/x?sig=aB3dE6gH9jaB3dE6gH9j',
  password: 'http://me:secret@proxy.example:3128',
} as const;

/** URLs that are refused as that of an organisation in Azure DevOps. */
export const ORGANIZATION_URLS = [
  'contoso',
  'dev.azure.com/contoso',
  'http://dev.azure.com/contoso',
  'https://me@dev.azure.com/contoso',
  'https://me:secret@dev.azure.com/contoso',
  'https://dev.azure.com/contoso?a=1',
  'https://dev.azure.com/contoso#a',
  'HTTPS://Dev.Azure.com',
  'https://dev.azure.com/contoso/..',
  'https://dev.azure.com/contoso/',
  'https://dev.azure.com/contoso/shop',
  'https://contoso.visualstudio.com/DefaultCollection',
  'https://contoso.visualstudio.com/',
  'https://dev.azure.com:99999/contoso',
  'https:///',
  `https://dev.azure.com/${'a'.repeat(120)}/shop`,
];

/** URLs that are refused as that of an organisation, repository or enterprise in GitHub. */
export const GITHUB_URLS = [
  'contoso',
  'git@github.com:contoso/shop.git',
  'ftp://github.com/contoso',
  'http://github.com/contoso',
  'http://github.contoso.example/contoso',
  'https://me:secret@github.com/contoso',
  'https://github.com/contoso?tab=1',
  'https://api.github.com/orgs/contoso',
  'https://api.contoso.ghe.com/contoso',
  'https://github.com',
  'https://github.com/contoso/shop/settings',
  'https://github.com/con%20toso',
  'https://github.com/orgs/contoso',
  'https://github.com/enterprises',
  'https://github.com/contoso/shop.git',
  'https://github.com/contoso/',
];
