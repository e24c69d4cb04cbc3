/** The application id of Azure DevOps in Microsoft Entra ID. A token for Azure DevOps names it as its resource. */
export const AZURE_DEVOPS_APPLICATION = '499b84ac-1321-427f-aa17-267ca6975798';
