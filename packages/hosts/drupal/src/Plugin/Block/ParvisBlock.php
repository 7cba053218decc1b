<?php

namespace Drupal\parvis\Plugin\Block;

use Drupal\Core\Access\AccessResult;
use Drupal\Core\Block\BlockBase;
use Drupal\Core\Form\FormStateInterface;
use Drupal\Core\Render\Markup;
use Drupal\Core\Session\AccountInterface;
use Parvis\Tag;

require_once __DIR__ . '/../../Tag.php';

/**
 * One element of Parvis, for those who are signed in.
 *
 * @Block(
 *   id = "parvis",
 *   admin_label = @Translation("Parvis"),
 *   category = @Translation("Social")
 * )
 */
class ParvisBlock extends BlockBase {

  public function defaultConfiguration() {
    return ['element' => 'feed', 'attributes' => ['scope' => 'home']];
  }

  protected function blockAccess(AccountInterface $account) {
    return AccessResult::allowedIf($account->isAuthenticated())->addCacheContexts(['user.roles:authenticated']);
  }

  public function blockForm($form, FormStateInterface $form_state) {
    $lines = [];
    foreach ($this->configuration['attributes'] as $name => $value) {
      $lines[] = "$name=$value";
    }
    $form['element'] = [
      '#type' => 'select',
      '#title' => $this->t('Element'),
      '#options' => array_combine(Tag::ELEMENTS, Tag::ELEMENTS),
      '#default_value' => $this->configuration['element'],
    ];
    $form['attributes'] = [
      '#type' => 'textarea',
      '#title' => $this->t('Settings'),
      '#description' => $this->t('One a line, such as scope=community and for=it-help.'),
      '#default_value' => implode("\n", $lines),
    ];
    return $form;
  }

  public function blockSubmit($form, FormStateInterface $form_state) {
    $this->configuration['element'] = $form_state->getValue('element');
    $this->configuration['attributes'] = [];
    foreach (preg_split('/\R/', (string) $form_state->getValue('attributes')) as $line) {
      [$name, $value] = array_map('trim', explode('=', $line, 2)) + ['', ''];
      if ($name !== '') {
        $this->configuration['attributes'][$name] = $value;
      }
    }
  }

  public function build() {
    // Tag escapes what it is given; a render array would take the tag for markup that is to be stripped.
    return ['#markup' => Markup::create(Tag::html($this->configuration['element'], $this->configuration['attributes']))];
  }

}
