import { ok } from '../http/call';
import type { Route } from '../http/route';
import type { Services } from './services';
import { guids } from './views';

/** Who the caller is. It proves the token, not any right on an agent pool. */
export function connectionRoutes({ url }: Services): Route[] {
  return [
    {
      method: 'GET',
      path: '/_apis/connectionData',
      access: 'vso.agentpools_manage',
      agentsToo: true,
      preview: true,
      handle: ({ identity }) => {
        const { id, name } = identity.kind === 'user' ? identity : { id: guids.owner, name: '' };
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
          instanceId: guids.organisation,
          deploymentId: guids.serviceOwner,
          deploymentType: 'hosted',
          locationServiceData: {
            serviceOwner: guids.serviceOwner,
            defaultAccessMappingMoniker: 'PublicAccessMapping',
            accessMappings: [{ displayName: 'Public Access Mapping', moniker: 'PublicAccessMapping', accessPoint: url() }],
          },
        });
      },
    },
  ];
}
