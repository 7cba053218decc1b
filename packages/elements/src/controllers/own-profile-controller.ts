import type { Client } from '@parvis/client';
import type { FieldAudience, OwnField, OwnProfile, OwnSkill, SkillName, SkillSuggestions } from '@parvis/contracts';
import type { ProfileField, SkillLevel, SkillTag } from '@parvis/contracts/tables';
import { clientContext } from '../contexts/index.ts';
import { DraftsController } from './drafts-controller.ts';
import { Follow, type Host } from './follow.ts';
import { Hearing } from './hearing.ts';

/** `version`: of what one saw when one began to write; another one since is not written over. */
export type FieldDraft = { value: OwnField['value']; readers: FieldAudience; version: number };
export type SkillDraft = {
  /** Empty for one that is added by its name. */
  id: string;
  name: string;
  level: SkillLevel | null;
  tags: SkillTag[];
  readers: FieldAudience;
  /** As of a field; none where it is not declared yet. */
  version?: number;
};

export type Attempt = { error: unknown; conflict: boolean };

const fieldKey = (field: ProfileField) => `field:${field}`;
const skillKey = ({ id, name }: Pick<SkillDraft, 'id' | 'name'>) => `skill:${id || name}`;
/** What is for few does not stay on a machine that others may use. */
const degreeOf = ({ kind }: FieldAudience) => (kind === 'profile' || kind === 'employees' ? 'C1' : 'C2');

/**
 * One's own profile while one edits it: what is saved is shown at once and put back where that fails; what another tab
 * wrote is not written over; what could not be sent is kept.
 */
export class OwnProfileController {
  readonly #host: Host;
  readonly #client: Follow<Client | undefined>;
  readonly #fields: DraftsController<FieldDraft>;
  readonly #skills: DraftsController<SkillDraft>;

  error: unknown;
  #profile: OwnProfile | undefined;
  suggestions: SkillSuggestions['items'] = [];
  readonly #saving = new Map<string, (profile: OwnProfile) => OwnProfile>();
  readonly #failed = new Map<string, Attempt>();
  /** What was saved last. */
  saved = '';

  constructor(host: Host) {
    this.#host = host;
    this.#fields = new DraftsController<FieldDraft>(host, () => host.requestUpdate());
    this.#skills = new DraftsController<SkillDraft>(host, () => host.requestUpdate());
    let made = false;
    this.#client = new Follow(host, clientContext, () => {
      // Another client is another person: what was on its way is nothing of theirs.
      this.#saving.clear();
      this.#failed.clear();
      Object.assign(this, { error: undefined, suggestions: [], saved: '' });
      this.#profile = undefined;
      // An element that is on the page already is told while this is still being made.
      if (made) void this.load();
    });
    made = true;
    new Hearing(host, {
      event: ({ type, subject }) => type === 'person.updated' && subject.id === this.#profile?.person.id,
      again: () => this.load(),
    });
    if (this.#client.value) void this.load();
  }

  /** As it will be once everything is saved. */
  get profile(): OwnProfile | undefined {
    return this.#profile && [...this.#saving.values()].reduce((profile, change) => change(profile), this.#profile);
  }

  load = async () => {
    try {
      const [profile, { items }] = await this.#client.ask(({ people }) =>
        Promise.all([people.profile(), people.skillSuggestions()]),
      );
      this.#profile = profile;
      this.suggestions = items;
      this.error = undefined;
      for (const { field, editable } of profile.fields) if (editable) void this.#fields.open(`profile:${field}`, 'C1');
      for (const { id } of [...profile.skills, { id: '' }]) void this.#skills.open(this.#placeOf(id), 'C1');
    } catch (error) {
      if (!this.#profile) this.error = error;
    }
    this.#host.requestUpdate();
  };

  /** What was being written of a field and is not saved. */
  draft(field: ProfileField): FieldDraft | null {
    return this.#fields.get(`profile:${field}`);
  }

  keep(field: ProfileField, draft: FieldDraft | null) {
    this.#fields.write(
      `profile:${field}`,
      draft,
      degreeOf(draft?.readers ?? { kind: 'profile', community: null }),
      true,
    );
  }

  /** Where a skill is kept: under its id, and the one that is being added under none. */
  #placeOf(id: string): string {
    return `profile-skill:${this.#profile?.skills.some((one) => one.id === id) ? id : ''}`;
  }

  /** What was being written of a skill and is not saved; without an id, of one that is being added. */
  skillDraft(id: string): SkillDraft | null {
    return this.#skills.get(this.#placeOf(id));
  }

  keepSkill(draft: SkillDraft) {
    this.#skills.write(this.#placeOf(draft.id), draft, degreeOf(draft.readers), true);
  }

  dropSkill(id: string) {
    this.#skills.write(this.#placeOf(id), null, 'C1', true);
  }

  isSaving(key: { field: ProfileField } | Pick<SkillDraft, 'id' | 'name'>): boolean {
    return this.#saving.has('field' in key ? fieldKey(key.field) : skillKey(key));
  }
  failure(key: { field: ProfileField } | Pick<SkillDraft, 'id' | 'name'>): Attempt | undefined {
    return this.#failed.get('field' in key ? fieldKey(key.field) : skillKey(key));
  }
  forget(key: { field: ProfileField } | Pick<SkillDraft, 'id' | 'name'>) {
    this.#failed.delete('field' in key ? fieldKey(key.field) : skillKey(key));
    this.#host.requestUpdate();
  }

  async saveField(field: ProfileField, draft: FieldDraft): Promise<boolean> {
    const { value, readers, version } = draft;
    const done = await this.#save(
      fieldKey(field),
      (profile) => ({
        ...profile,
        fields: profile.fields.map((one) => (one.field === field ? { ...one, value, readers, source: 'self' } : one)),
      }),
      ({ people }) => people.updateField(field, { value, readers }, { version }),
    );
    if (done) this.keep(field, null);
    return done;
  }

  async saveSkill(draft: SkillDraft): Promise<boolean> {
    const { id, name, level, tags, readers, version } = draft;
    const known = this.#profile?.skills.find((one) => one.id === id);
    const place = this.#placeOf(id);
    this.keepSkill(draft);
    const shown: OwnSkill = known
      ? { ...known, level, tags, readers }
      : { id: id || name, label: { und: name }, level, tags, readers, version: 0 };
    const done = await this.#save(
      skillKey(draft),
      (profile) => ({
        ...profile,
        skills: known
          ? profile.skills.map((one) => (one.id === id ? shown : one))
          : [...profile.skills.filter((one) => one.id !== shown.id), shown],
      }),
      ({ people }) =>
        people.declareSkill(id || name, { level, tags, readers }, version === undefined ? {} : { version }),
    );
    if (done) {
      this.#skills.write(place, null, 'C1', true);
      this.suggestions = this.suggestions.filter(({ skill }) => skill.id !== id);
    }
    this.#host.requestUpdate();
    return done;
  }

  removeSkill({ id, version }: OwnSkill): Promise<boolean> {
    return this.#save(
      skillKey({ id, name: '' }),
      (profile) => ({ ...profile, skills: profile.skills.filter((one) => one.id !== id) }),
      ({ people }) => people.removeSkill(id, { version }),
    );
  }

  async dismiss(skill: string) {
    const before = this.suggestions;
    this.suggestions = before.filter((one) => one.skill.id !== skill);
    this.#host.requestUpdate();
    try {
      await this.#client.ask(({ people }) => people.dismissSkillSuggestion(skill));
    } catch (error) {
      this.suggestions = before;
      this.#failed.set(skillKey({ id: skill, name: '' }), { error, conflict: false });
      this.#host.requestUpdate();
    }
  }

  async completeSkills(q: string, signal: AbortSignal): Promise<SkillName[]> {
    return (await this.#client.ask(({ skills }) => skills.list({ q }, { signal }))).items;
  }

  async #save(
    key: string,
    change: (profile: OwnProfile) => OwnProfile,
    send: (client: Client) => Promise<OwnProfile>,
  ): Promise<boolean> {
    this.#saving.set(key, change);
    this.#failed.delete(key);
    this.saved = '';
    this.#host.requestUpdate();
    try {
      this.#profile = await this.#client.ask(send);
      this.saved = key;
      return true;
    } catch (error) {
      const conflict = (error as { code?: string }).code === 'precondition-failed';
      this.#failed.set(key, { error, conflict });
      // To say what it is now, and to write over it where that is meant.
      if (conflict) await this.load();
      return false;
    } finally {
      this.#saving.delete(key);
      this.#host.requestUpdate();
    }
  }
}
