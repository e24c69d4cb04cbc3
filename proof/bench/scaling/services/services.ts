import { azureDevOps } from './azure-devops/service';
import { gitHub } from './github/service';
import type { ServiceId } from './ids';
import type { Service } from './service';

export const SERVICES: Readonly<Record<ServiceId, Service>> = { 'azure-devops': azureDevOps, github: gitHub };
