/** What the server may ask of other servers. */

export type Found = {
  /** Where it was in the end, after redirects. */
  address: string;
  /** Media type, in lower case, without its parameters. */
  type: string;
  /** What its answer says the text is written in. */
  charset: string | undefined;
  bytes: Uint8Array;
};

export type Visit = {
  /** Asks for one thing. Undefined where it cannot be had, whatever the reason. */
  get(address: string, wanted: 'page' | 'image'): Promise<Found | undefined>;
};

export type Outside = {
  /** All that is asked for during one visit shares one time limit. */
  visit<Result>(work: (visit: Visit) => Promise<Result>): Promise<Result>;
};
