import { allocatable, MAX_PODS_PER_NODE, vmSize } from '../azure/vm-size';
import type { AgentPoolConfig } from '../types';
import { REGISTRAR_RESOURCES } from './pod-resources';
import { cpuMillis, memoryBytes } from './quantity';

/**
 * The agents that fit on an empty node by the requests of their pods: at least one, because `config/rules/` rejects an
 * agent that does not fit. The pods that AKS itself runs on each node are not subtracted. undefined for an unknown VM size.
 */
export function agentsPerNode(sizeName: string, { cpu, memory }: Pick<AgentPoolConfig, 'cpu' | 'memory'>): number | undefined {
  const size = vmSize(sizeName);
  if (size === undefined) return undefined;
  const { requests } = REGISTRAR_RESOURCES;
  const room = allocatable(size, MAX_PODS_PER_NODE);
  const byCpu = room.cpuMillis / (cpuMillis(cpu) + cpuMillis(requests.cpu));
  const byMemory = room.memoryBytes / (memoryBytes(memory) + memoryBytes(requests.memory));
  return Math.max(1, Math.floor(Math.min(byCpu, byMemory, MAX_PODS_PER_NODE)));
}
