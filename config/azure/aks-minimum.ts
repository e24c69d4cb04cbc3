/** The smallest VMs that AKS accepts. */
export const AKS_MINIMUM = {
  /** vCPUs of every node (learn.microsoft.com/azure/aks/quotas-skus-regions, "Restricted VM sizes"). */
  cores: 2,
  /** GiB of memory of a node that runs the pods of AKS itself (learn.microsoft.com/azure/aks/use-system-pools). */
  systemGib: 4,
} as const;
