/**
 * What the check of what is written is asked with. Its address is the administrator's, but what its name stands for is
 * said by whoever answers for that name: it is connected to on the open internet and in the networks that are configured,
 * nowhere else. Node only.
 */
import { Agent, type RequestInit, fetch } from 'undici';
import { createAddressList } from './address.ts';
import { type JudgingOptions, Refused, createJudging, isGlobal } from './judging.ts';

export type CheckOptions = Pick<JudgingOptions, 'resolve' | 'dial'> & {
  /** Addresses and networks inside that it may be at. */
  networks: readonly string[];
  milliseconds: number;
};

export function createCheck({ networks, milliseconds, ...rest }: CheckOptions): typeof globalThis.fetch {
  const inside = createAddressList(networks);
  const connect = createJudging({
    ...rest,
    allows: (address) => isGlobal(address) || inside(address),
    time: milliseconds,
  });
  const dispatcher = new Agent({ connect });
  const ask = async (input: string, init?: RequestInit) => {
    try {
      return await fetch(input, { ...init, dispatcher });
    } catch (error) {
      const { cause } = error as Error;
      throw cause instanceof Refused
        ? new Error(`${cause.message} Name the network that it is in under screening.networks.`, { cause })
        : error;
    }
  };
  return ask as unknown as typeof globalThis.fetch;
}
