import { define } from '../internal/define.ts';
import { ParvisSkills } from './skills.ts';

define(ParvisSkills);

declare global {
  interface HTMLElementTagNameMap {
    'parvis-skills': ParvisSkills;
  }
}
