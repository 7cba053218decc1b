/** Who asks: the person behind a request and what they hold. */
import type { Circle, Degree, MembershipRole, SiteRole } from '@parvis/contracts';
import type { Standing } from '../database/index.ts';
import type { SignedAddress } from './addresses.ts';

export type SharedAudience = {
  circles: Circle[];
  degree: Degree;
  /** Null: everyone. */
  community: string | null;
};

/** `audience`: who may know of it. */
export type KnownCommunity = { id: string; slug: string; name: string; audience: number };

/** What this process knows of shared audiences and their communities: a viewer looks up those that are theirs to see. */
export type Shared = {
  audiences: ReadonlyMap<number, SharedAudience>;
  communities: ReadonlyMap<string, KnownCommunity>;
};

/** Id → milliseconds of the time until which it is muted. */
export type Mutes = { communities: Readonly<Record<string, number>>; posts: Readonly<Record<string, number>> };

/** What may keep somebody from writing. */
export type Bars = {
  /** From when on a version of the charter is in force that they have not accepted; null: they accepted the last one. */
  charterDue: Date | null;
  /** Whether a warning waits to be read, or a suspension runs somewhere. */
  sanctioned: boolean;
};

export type Viewer = Standing & {
  circle: Circle;
  clearance: Degree;
  roles: readonly SiteRole[];
  /** Community id → the viewer's role in it. */
  memberships: Readonly<Record<string, MembershipRole>>;
  /** Those of the audiences held in which something for the viewer's home can appear. */
  homeAudiences: readonly number[];
  /** Whether they follow people or tags. */
  follows: boolean;
  /** What their home leaves out, until when: ids of communities and of posts. Some of it may be past. */
  mutes: Mutes;
  /** Of a moment ago: see `requireWriting`. */
  bars: Bars;
  /** Not the viewer's alone: ask through `sharedAudience` and `knownCommunity`. */
  shared: Shared;
  /** The address at which this viewer gets an attachment, for some minutes. */
  sign(attachment: string): SignedAddress;
  /** Changes whenever anything above does that they are shown: part of the tags of cached answers. */
  version: string;
};

export const isMember = (viewer: Viewer, community: string | null): boolean =>
  community !== null && Object.hasOwn(viewer.memberships, community);
export const isSteward = (viewer: Viewer, community: string | null): boolean =>
  isMember(viewer, community) && viewer.memberships[community!] === 'steward';
export const holds = (viewer: Viewer, audience: number): boolean => viewer.audiences.includes(audience);
/** Of these mutes, what still is at this moment. */
export const mutedAt = (mutes: Readonly<Record<string, number>>, now: Date): string[] =>
  Object.keys(mutes).filter((id) => mutes[id]! > now.getTime());

/** Undefined where the viewer does not hold it, or it is not a shared one. */
export const sharedAudience = (viewer: Viewer, audience: number): SharedAudience | undefined =>
  holds(viewer, audience) ? viewer.shared.audiences.get(audience) : undefined;

/** The one of the audiences held that is made of this, if any. */
export function heldAudience(
  viewer: Viewer,
  { community, circles, degree }: Readonly<Omit<SharedAudience, 'circles'>> & { circles: readonly Circle[] },
): number | undefined {
  const wanted = new Set(circles);
  return viewer.audiences.find((id) => {
    const known = viewer.shared.audiences.get(id);
    return (
      known?.community === community &&
      known.degree === degree &&
      known.circles.length === wanted.size &&
      known.circles.every((circle) => wanted.has(circle))
    );
  });
}

/** Undefined where the viewer may not know of it. */
export function knownCommunity(viewer: Viewer, id: string | null): KnownCommunity | undefined {
  const community = id === null ? undefined : viewer.shared.communities.get(id);
  return community && holds(viewer, community.audience) ? community : undefined;
}
