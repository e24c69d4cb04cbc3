import { Gauge, type Registry } from 'prom-client';

/** What does not change while the program runs; undefined where it is not known. Times are in milliseconds since 1970. */
export interface Facts {
  /** The most agents that KEDA makes at once. */
  readonly maxAgents: number | undefined;
  readonly imageBuiltAt: number | undefined;
  readonly tokenExpiresAt: number | undefined;
}

/** Shows what is known. Times are shown as such, not as ages: they then stay true between two scrapes. */
export function showFacts(registry: Registry, { maxAgents, imageBuiltAt, tokenExpiresAt }: Facts): void {
  const show = (name: string, help: string, value: number | undefined) => {
    if (value !== undefined) new Gauge({ name, help, registers: [registry] }).set(value);
  };
  show('azp_agents_maximum', 'The most agents that KEDA makes at once', maxAgents);
  show('azp_image_built_timestamp_seconds', 'When the agent image was built', imageBuiltAt && imageBuiltAt / 1000);
  show(
    'azp_token_expires_timestamp_seconds',
    'When the personal access token expires, as configured',
    tokenExpiresAt && tokenExpiresAt / 1000,
  );
}
