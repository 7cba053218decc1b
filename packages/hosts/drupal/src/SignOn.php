<?php

namespace Drupal\parvis;

use Drupal\Core\Url;
use Parvis\Tag;
use Parvis\Token;

require_once __DIR__ . '/Tag.php';
require_once __DIR__ . '/Token.php';

/** What this site says to the API about who is signed in. */
final class SignOn {

  /** The key is kept in the state of the site: never exported with its configuration. */
  public static function key(): string {
    $state = \Drupal::state();
    $key = $state->get('parvis.key');
    if (!$key) {
      $key = Token::newKey();
      $state->set('parvis.key', $key);
    }
    return $key;
  }

  public static function issuer(): string {
    return rtrim(Url::fromRoute('<front>', [], ['absolute' => TRUE, 'language' => \Drupal::languageManager()->getDefaultLanguage()])->toString(), '/');
  }

  /** The one script of a page; nothing while no API is named. */
  public static function script(): array {
    $api = (string) \Drupal::config('parvis.settings')->get('api');
    return $api === '' ? [] : [
      '#tag' => 'script',
      '#attributes' => [
        'type' => 'module',
        'src' => Tag::source($api),
        'data-token-url' => Url::fromRoute('parvis.token')->toString(),
        'data-lang' => \Drupal::languageManager()->getCurrentLanguage()->getId(),
      ],
    ];
  }

}
