import { Gauge, type Registry } from 'prom-client';

/** Facts that do not change while the program runs; undefined if unknown. Times are in milliseconds since 1970. */
export interface Facts {
  /** The most agents that KEDA runs at a time. */
  readonly maxAgents: number | undefined;
  readonly imageBuiltAt: number | undefined;
  readonly tokenExpiresAt: number | undefined;
}

/** Exposes the known facts as metrics. Times are exposed as they are, not as ages, so that they stay true between two scrapes. */
export function showFacts(registry: Registry, { maxAgents, imageBuiltAt, tokenExpiresAt }: Facts): void {
  const show = (name: string, help: string, value: number | undefined) => {
    if (value !== undefined) new Gauge({ name, help, registers: [registry] }).set(value);
  };
  show('azp_agents_maximum', 'The most agents that KEDA runs at a time', maxAgents);
  show('azp_image_built_timestamp_seconds', 'When the agent image was built', imageBuiltAt && imageBuiltAt / 1000);
  show(
    'azp_token_expires_timestamp_seconds',
    'When the personal access token expires, as configured',
    tokenExpiresAt && tokenExpiresAt / 1000,
  );
}
