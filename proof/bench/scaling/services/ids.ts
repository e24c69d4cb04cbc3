/** The services whose queues the benchmark plays its loads in. */
export const SERVICE_IDS = ['azure-devops', 'github'] as const;

export type ServiceId = (typeof SERVICE_IDS)[number];
