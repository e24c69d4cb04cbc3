/** The parts of the resource id of an Azure resource. */
export interface ResourceIdParts {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly name: string;
}

/** Splits `/subscriptions/<id>/resourceGroups/<group>/providers/<provider>/<type>/<name>`, whose form the schema has checked. */
export function partsOfId(id: string): ResourceIdParts {
  const [, , subscriptionId = '', , resourceGroup = '', , , , name = ''] = id.split('/');
  return { subscriptionId, resourceGroup, name };
}
