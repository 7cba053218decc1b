/** Events are the record: every change writes one in its own transaction. */
import type { EventType } from '@parvis/contracts';
import type { Transaction } from '../database/index.ts';

export type NewEvent = {
  type: EventType;
  at: Date;
  /** Whose deed. Row-level security refuses anybody but the viewer. */
  actor: string;
  /** Who is told: holders of this audience. */
  audience: number;
  subject: { kind: 'post' | 'comment' | 'community' | 'person' | 'flag' | 'case'; id: string };
  post?: string;
  community?: string | null;
  data?: Record<string, unknown>;
};

export async function recordEvent(tx: Transaction, event: NewEvent): Promise<void> {
  await tx
    .insertInto('event')
    .values({
      type: event.type,
      at: event.at,
      actor_id: event.actor,
      audience_id: event.audience,
      subject_kind: event.subject.kind,
      subject_id: event.subject.id,
      post_id: event.post ?? null,
      community_id: event.community ?? null,
      data: JSON.stringify(event.data ?? {}),
    })
    .execute();
}
