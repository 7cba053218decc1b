import { define } from '../internal/define.ts';
import { ParvisProfileCard } from './profile-card.ts';
// Managers and deputies.
import '../person/define.ts';

define(ParvisProfileCard);

declare global {
  interface HTMLElementTagNameMap {
    'parvis-profile-card': ParvisProfileCard;
  }
}
