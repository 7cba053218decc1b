import type { Client } from '@parvis/client';
import type { RichText, Suggestions } from '@parvis/contracts';
import type { Circle, Degree, SuggestionKind } from '@parvis/contracts/tables';
import { clientContext } from '../contexts/index.ts';
import { Follow, type Host } from './follow.ts';

/** Who will read what is being written: those of a post, or those that its writer chose. */
export type WritingReaders = { post: string } | { community: string; circles: readonly Circle[]; degree: Degree };

/** How long an answer counts, and how many are remembered. */
const fresh = 60_000;
const most = 100;

const controllers = new WeakMap<Host, WritingController>();

/** What one element asks while something is written in it: how it will be drawn, and suggestions. */
export class WritingController {
  readonly #client: Follow<Client | undefined>;
  readonly #answers = new Map<string, { at: number; answer: Promise<Suggestions> }>();

  /** One for each element, made when something is first written in it. */
  static of(host: Host): WritingController {
    let controller = controllers.get(host);
    if (!controller) controllers.set(host, (controller = new WritingController(host)));
    return controller;
  }

  private constructor(host: Host) {
    // Another client is another person: what they may see is something else.
    this.#client = new Follow(host, clientContext, () => this.#answers.clear());
  }

  async render(text: string): Promise<RichText> {
    return text.trim() ? (await this.#client.ask(({ writing }) => writing.render(text))).body : [];
  }

  /** The same is asked once for a while. */
  suggest(
    kind: SuggestionKind,
    q: string,
    readers: WritingReaders | undefined,
    signal?: AbortSignal,
  ): Promise<Suggestions> {
    const query = { kind, q, ...(kind === 'people' && readers && asked(readers)) };
    const key = JSON.stringify(query);
    const known = this.#answers.get(key);
    if (known && Date.now() - known.at < fresh) return known.answer;
    const answer = this.#client.ask(({ writing }) => writing.suggest(query, { signal }));
    this.#answers.delete(key);
    this.#answers.set(key, { at: Date.now(), answer });
    if (this.#answers.size > most) this.#answers.delete(this.#answers.keys().next().value!);
    answer.catch(() => this.#answers.get(key)?.answer === answer && this.#answers.delete(key));
    return answer;
  }
}

const asked = (readers: WritingReaders) =>
  'post' in readers
    ? readers
    : { community: readers.community || 'everyone', circles: readers.circles.join(','), degree: readers.degree };
