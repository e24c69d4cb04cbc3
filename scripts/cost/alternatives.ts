/**
 * Azure DevOps, US dollars for a month and a parallel job beyond the free ones: one self-hosted job, and one hosted by
 * Microsoft that runs for 1800 minutes. Source: azure.microsoft.com/pricing/details/devops/azure-devops-services, as
 * github.com/api-evangelist/microsoft-azure-devops quoted it on 2026-09-20.
 */
const PARALLEL_JOB = { hosted: 40, selfHosted: 15 } as const;

/**
 * Container Apps, plan Consumption, US dollars for a second, and what is free in a month. Source: c3x.dev/resources/azure/
 * azurerm_container_app, read in November 2026, undated; learn.microsoft.com/azure/container-apps/billing for the grant.
 */
const CONTAINER_APPS = { vcpuSecond: 0.000024, gibSecond: 0.000003, freeVcpuSeconds: 180_000 } as const;

/** An hour of a Container Apps job of one core and 2 GiB. It is the smallest with 2 GiB, because a job has 2 GiB for each core. */
export const CONTAINER_APPS_HOUR = 3600 * (CONTAINER_APPS.vcpuSecond + 2 * CONTAINER_APPS.gibSecond);

/** Hours of such a job that are free in a month. */
export const CONTAINER_APPS_FREE_HOURS = CONTAINER_APPS.freeVcpuSeconds / 3600;

/** The costs of a month: a fixed part, and a price for each agent hour beyond the free ones. */
export interface Tariff {
  readonly month: number;
  readonly hour: number;
  readonly freeHours: number;
}

/** The agent hours a month from which `ours` is cheaper than `other`; undefined if it never is. */
export function hoursUntilCheaper(ours: Tariff, other: Tariff): number | undefined {
  if (other.hour <= ours.hour) return undefined;
  return (ours.month - other.month + other.hour * other.freeHours) / (other.hour - ours.hour);
}

/** A cluster, and the hosted parallel jobs that it would replace. */
interface Comparison {
  /** The cost of the cluster for a month without jobs. */
  readonly idleMonth: number;
  /** The cost of an agent hour. */
  readonly hour: number;
  /** The number of parallel jobs. */
  readonly jobs: number;
}

/** The agent hours a month up to which a cluster is cheaper than this number of hosted parallel jobs. Negative if it never is. */
export function hoursWhileCheaper({ idleMonth, hour, jobs }: Comparison): number {
  return (PARALLEL_JOB.hosted * jobs - PARALLEL_JOB.selfHosted * (jobs - 1) - idleMonth) / hour;
}
