import type { LabelSelector } from 'kubernetes-types/meta/v1';
import type { NetworkPolicy } from 'kubernetes-types/networking/v1';
import { APP_LABEL, COMPONENT_LABEL, INSTANCE_LABEL, selectorLabels } from '../../config/labels';
import { FIXED_NAMES } from '../../config/names';
import { mayStay } from '../../config/scaler-address';
import type { NativeObject } from '../kubernetes/kubernetes-object';
import { podsOf, tcp } from '../kubernetes/network-rules';
import { componentOf } from './scaler-entry';
import { SCALER_PORTS } from './scaler-pod';
import type { CompleteScalerProps } from './scaler-props';

/** The agents and runners that may ask whether they may stay; undefined if no entry has any. */
function askingAgents({ entries }: CompleteScalerProps): LabelSelector | undefined {
  const asking = entries.filter(mayStay);
  const [component, ...others] = new Set(asking.map(componentOf));
  if (component === undefined) return undefined;
  const ofEntries = { key: INSTANCE_LABEL, operator: 'In', values: asking.map(({ objectName }) => objectName) };
  if (others.length === 0) return { matchLabels: { ...APP_LABEL, [COMPONENT_LABEL]: component }, matchExpressions: [ofEntries] };
  // The names of entries differ, so this selects no other pods than those of these entries.
  const ofBoth = { key: COMPONENT_LABEL, operator: 'In', values: [component, ...others] };
  return { matchLabels: { ...APP_LABEL }, matchExpressions: [ofBoth, ofEntries] };
}

/** Who may reach the scaler: KEDA's operator its numbers, agents and runners that may stay their answers, and a scraper its metrics. */
export function scalerIngress(props: CompleteScalerProps): NetworkPolicy & NativeObject {
  const { name, namespace, kedaNamespace, metricsFrom } = props;
  const agents = askingAgents(props);
  const operator = { ...podsOf(kedaNamespace), podSelector: { matchLabels: { app: FIXED_NAMES.kedaOperator } } };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: FIXED_NAMES.scaler, namespace },
    spec: {
      podSelector: { matchLabels: selectorLabels(name, 'scaler') },
      policyTypes: ['Ingress'],
      ingress: [
        { from: [operator], ports: [tcp(SCALER_PORTS.numbers)] },
        ...(agents === undefined ? [] : [{ from: [{ podSelector: agents }], ports: [tcp(SCALER_PORTS.agents)] }]),
        ...(metricsFrom === undefined ? [] : [{ from: [podsOf(metricsFrom)], ports: [tcp(SCALER_PORTS.http)] }]),
      ],
    },
  };
}

/** Allows agents and runners to ask the scaler whether they may stay; undefined if none asks. */
export function scalerClients(props: CompleteScalerProps): (NetworkPolicy & NativeObject) | undefined {
  const agents = askingAgents(props);
  if (agents === undefined) return undefined;
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `${FIXED_NAMES.scaler}-clients`, namespace: props.namespace },
    spec: {
      podSelector: agents,
      policyTypes: ['Egress'],
      egress: [{ to: [{ podSelector: { matchLabels: selectorLabels(props.name, 'scaler') } }], ports: [tcp(SCALER_PORTS.agents)] }],
    },
  };
}
