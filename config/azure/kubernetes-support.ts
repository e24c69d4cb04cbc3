import { milliseconds } from '../../lib/duration';
import { WARN } from '../timings';
import type { CreatedCluster } from '../types';

/** The last days on which AKS supports a minor version of Kubernetes. */
interface LastDays {
  readonly standard: string;
  /** With long-term support, which the tier Premium has. */
  readonly longTerm: string;
}

/**
 * The minor versions that the config accepts, as far as AKS has announced their end. Newer ones are accepted, because AKS may
 * offer them before they are listed here: `npm run doctor` asks AKS.
 *
 * Source: github.com/MicrosoftDocs/azure-aks-docs at commit fb060abe of 2026-08-21, articles/aks/supported-kubernetes-versions.md,
 * "AKS Kubernetes release calendar" and "LTS versions". It names months, and says that their last day is meant. 1.37 is
 * generally available since the release of AKS of 2026-10-25 (github.com/Azure/AKS/releases/tag/2026-10-25).
 */
export const KUBERNETES_SUPPORT: Readonly<Record<string, LastDays>> = {
  '1.33': { standard: '2026-07-31', longTerm: '2027-07-31' },
  '1.34': { standard: '2026-11-30', longTerm: '2027-11-30' },
  '1.35': { standard: '2027-03-31', longTerm: '2028-03-31' },
  '1.36': { standard: '2027-06-30', longTerm: '2028-06-30' },
  '1.37': { standard: '2027-10-31', longTerm: '2028-10-31' },
};

/** When the support of a version ends, seen from a moment. */
export interface SupportEnd {
  /** The last day with support, like 2027-06-30. */
  readonly lastDay: string;
  readonly state: 'ended' | 'soon' | 'later';
}

/** @param now milliseconds since 1970. @returns undefined for a version whose end is not known */
export function supportEnd(
  { kubernetesVersion, skuTier }: Pick<CreatedCluster, 'kubernetesVersion' | 'skuTier'>,
  now: number,
): SupportEnd | undefined {
  const lastDays = KUBERNETES_SUPPORT[kubernetesVersion];
  if (lastDays === undefined) return undefined;
  const lastDay = skuTier === 'Premium' ? lastDays.longTerm : lastDays.standard;
  const left = milliseconds(Date.parse(`${lastDay}T24:00:00Z`) - now);
  if (left.milliseconds <= 0) return { lastDay, state: 'ended' };
  return { lastDay, state: left.days <= WARN.kubernetesSupport.days ? 'soon' : 'later' };
}
