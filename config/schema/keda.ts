import * as z from 'zod';
import { FIXED_NAMES } from '../fixed-names';
import { KEDA_VERSIONS, type KedaVersion, NEWEST_KEDA_VERSION, tooOldToServe } from '../keda-version';
import { DEFAULT_TRIGGER, TRIGGERS } from '../trigger';
import { createdKind, existingKind, field, oneOf, text, wholeNumber } from './field';
import { podOptions } from './pod-options';

const versions = Object.keys(KEDA_VERSIONS) as [KedaVersion, ...KedaVersion[]];

const trigger = () =>
  oneOf(TRIGGERS, 'metrics-api starts agents sooner; azure-pipelines needs no component of this project').default(DEFAULT_TRIGGER);

const versionRule = `a version whose scaling strategy is known: ${versions.join(', ')}`;

export const keda = z.strictObject({
  /** Who installs KEDA: `create` is this project, by Helm. @default 'create' */
  kind: createdKind(),
  /** Version of KEDA and of its chart. Versions count jobs differently, so only those with a known scaling strategy are accepted. @default '2.21.0' */
  version: field(z.enum(versions), {
    rule: versionRule,
    remedy: 'use one of these, or add a version and its strategy to config/keda-version.ts',
  }).default(NEWEST_KEDA_VERSION),
  /** Who counts the jobs in the queue: `metrics-api` is the scaler of this project, which KEDA polls every second and which alone reads the queues; `azure-pipelines` is KEDA's own scaler, which needs the token too. @default 'metrics-api' */
  trigger: trigger(),
  /** Seconds that KEDA waits for an answer of Azure DevOps. Slow answers are common for busy agent pools. @default 15 */
  httpTimeoutSeconds: wholeNumber(1, 300, "15 is a good start; KEDA's own default of 3 is too short for busy agent pools").default(15),
  /** Chart repository, for closed networks. @default 'https://kedacore.github.io/charts' */
  chartRepository: text(/^(?:https?|oci):\/\/[^\s"$/@?#]+(?:\/[^\s"$@]*[^\s"$/@])?$/, {
    rule: 'an https://, http:// or oci:// URL without a user name and without a trailing slash',
    remedy: 'give the address of a mirror of the kedacore charts',
  }).default('https://kedacore.github.io/charts'),
  /** Registry of KEDA's images, for closed networks. @default 'ghcr.io' */
  imageRegistry: text(/^[a-z0-9]+(?:[.-][a-z0-9]+)*(?::\d{1,5})?(?:\/[a-z0-9._-]+)*$/, {
    rule: 'the host of a registry, with an optional path',
    remedy: 'give it without https:// and without a trailing slash',
  }).default('ghcr.io'),
});

const namespace = () => podOptions.egressNamespaces.unwrap().element;

export const existingKeda = z.strictObject({
  /** Who installs KEDA: `existing` is somebody else, such as the KEDA add-on of AKS or a Helm release of another team. There is then no keda stack. A cluster can have only one KEDA. */
  kind: existingKind(),
  /** Version of the KEDA that runs. Versions count jobs differently, so only those with a known scaling strategy are accepted. `npm run doctor` compares it with the cluster. */
  version: field(z.enum(versions), {
    rule: versionRule,
    remedy: 'ask for one of these, or add a version and its strategy to config/keda-version.ts',
    meant: tooOldToServe,
  }),
  /** Who counts the jobs in the queue, as with KEDA of this project. With `azure-pipelines` and a sign-in without a token, that KEDA must use the identity of this deployment. @default 'metrics-api' */
  trigger: trigger(),
  /** Namespace of KEDA. The add-on of AKS is in kube-system. @default 'keda' */
  namespace: namespace().default(FIXED_NAMES.kedaNamespace),
  /** Service account of KEDA's operator, which may use the identity of this deployment with keda.trigger `azure-pipelines`. @default 'keda-operator' */
  serviceAccount: text(/^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/, {
    rule: 'the name of a service account: 1 to 253 lower-case letters, digits, "-" and "."',
    remedy:
      'find it with: kubectl get deployment keda-operator --namespace <namespace> --output jsonpath={.spec.template.spec.serviceAccountName}',
  }).default(FIXED_NAMES.kedaOperatorServiceAccount),
});

/** KEDA, which scales the agents. */
export const kedaSchema = z.discriminatedUnion('kind', [keda, existingKeda]);
