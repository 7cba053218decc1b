import { register } from '../internal/register.ts';
import { ParvisProfileCard } from './profile-card.ts';
// Managers and deputies.
import '../person/define.ts';

register(ParvisProfileCard);

declare global {
  interface HTMLElementTagNameMap {
    'parvis-profile-card': ParvisProfileCard;
  }
}
