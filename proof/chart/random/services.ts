import * as fc from 'fast-check';
import { optional } from './pods';

const expiresOn = optional(fc.constantFrom('2027-03-01', '2030-12-31'));

const secretName = fc.constantFrom('runner-key', '123', 'true', 'a.b-c');

/** The organisation of agent pools, and how to sign in to it. */
export const organization = fc.record({
  organizationUrl: fc.constantFrom(
    'https://dev.azure.com/contoso',
    'https://DEV.azure.com/Contoso',
    'https://contoso.visualstudio.com',
    'https://devops.example.com/tfs/DefaultCollection',
    'https://dev.azure.com/123',
  ),
  auth: fc.oneof(
    fc.record({ kind: fc.constant('pat'), token: optional(fc.record({ kind: fc.constant('existing'), secret: secretName })), expiresOn }),
    fc.constant({ kind: 'workloadIdentity' }),
  ),
});

const secretSource = optional(
  fc.oneof(fc.constant({ kind: 'variable' }), fc.record({ kind: fc.constant('existing'), secret: secretName })),
);

const app = fc.record({
  kind: fc.constant('app'),
  clientId: fc.constantFrom('Iv23liAbCdEf0123456789', '123456', '1e3'),
  installationId: fc.oneof(
    fc.integer({ min: 1, max: 100_000_000 }),
    fc.maxSafeNat().filter((id) => id > 0),
  ),
  key: secretSource,
});
const token = fc.record({ kind: fc.constant('pat'), token: secretSource, expiresOn });

/** What runners belong to in GitHub, and how to sign in to it. */
export const gitHub = fc.oneof(
  fc.record({
    url: fc.constantFrom(
      'https://github.com/contoso',
      'https://GitHub.com/Contoso',
      'https://github.com/contoso/shop',
      'https://ghes.example.com/team',
    ),
    auth: fc.oneof(app, token),
  }),
  fc.record({ url: fc.constantFrom('https://github.com/enterprises/contoso', 'https://contoso.ghe.com/enterprises/123'), auth: token }),
);

/** Organisations and enterprises have runner groups, repositories do not. */
export const hasGroups = (url: string): boolean => !url.endsWith('/shop');
