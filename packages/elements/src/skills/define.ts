import { register } from '../internal/register.ts';
import { ParvisSkills } from './skills.ts';

register(ParvisSkills);

declare global {
  interface HTMLElementTagNameMap {
    'parvis-skills': ParvisSkills;
  }
}
