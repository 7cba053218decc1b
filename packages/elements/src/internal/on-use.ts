type Drawing = { requestUpdate?(): void };

let arrived = 0;

/** Another number once a further part has come: who keeps what was drawn compares it. */
export const partsArrived = () => arrived;

/**
 * A part whose code is fetched when what it draws is first to be seen: undefined until it is here, null where it did not
 * arrive. Those who asked are drawn again when either is known; after a failure the next drawing asks again.
 */
export function onUse<Part>(load: () => Promise<Part>): (host: Drawing) => Part | null | undefined {
  let part: Part | null | undefined;
  let asked: Set<Drawing> | undefined;
  return (host) => {
    if (part) return part;
    if (asked) asked.add(host);
    else {
      const hosts = (asked = new Set([host]));
      const known = (now: Part | null) => {
        const drawn = now === part;
        part = now;
        asked = undefined;
        arrived++;
        if (!drawn) hosts.forEach((one) => one.requestUpdate?.());
      };
      load().then(known, () => known(null));
    }
    return part;
  };
}
