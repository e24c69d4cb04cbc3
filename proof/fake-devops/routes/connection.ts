import { ok } from '../http/call';
import type { Route } from '../http/route';
import type { Services } from './services';
import { GUIDS } from './views';

/** Returns who the caller is. An answer proves that the token is valid, but no permission on an agent pool. */
export function connectionRoutes({ url }: Services): Route[] {
  return [
    {
      method: 'GET',
      path: '/_apis/connectionData',
      access: 'vso.agentpools_manage',
      agentsToo: true,
      preview: true,
      handle: ({ identity }) => {
        const { id, name } = identity.kind === 'user' ? identity : { id: GUIDS.owner, name: '' };
        const user = {
          id,
          descriptor: `Microsoft.IdentityModel.Claims.ClaimsIdentity;${id}`,
          subjectDescriptor: `aad.${Buffer.from(id).toString('base64url')}`,
          providerDisplayName: name,
          isActive: true,
          properties: { Account: { $type: 'System.String', $value: name } },
        };
        return ok({
          authenticatedUser: user,
          authorizedUser: user,
          instanceId: GUIDS.organisation,
          deploymentId: GUIDS.serviceOwner,
          deploymentType: 'hosted',
          locationServiceData: {
            serviceOwner: GUIDS.serviceOwner,
            defaultAccessMappingMoniker: 'PublicAccessMapping',
            accessMappings: [{ displayName: 'Public Access Mapping', moniker: 'PublicAccessMapping', accessPoint: url() }],
          },
        });
      },
    },
  ];
}
