<?php

namespace Drupal\parvis\Form;

use Drupal\Core\Form\ConfigFormBase;
use Drupal\Core\Form\FormStateInterface;
use Drupal\Core\Url;
use Drupal\parvis\SignOn;

/** The address of the API, and what its configuration needs of this site. */
class SettingsForm extends ConfigFormBase {

  public function getFormId() {
    return 'parvis_settings';
  }

  protected function getEditableConfigNames() {
    return ['parvis.settings'];
  }

  public function buildForm(array $form, FormStateInterface $form_state) {
    $form['api'] = [
      '#type' => 'url',
      '#title' => $this->t('Address of the API'),
      '#default_value' => $this->config('parvis.settings')->get('api'),
      '#required' => TRUE,
    ];
    $issuer = SignOn::issuer();
    $form['told'] = [
      '#type' => 'item',
      '#title' => $this->t('What the API is told of this site'),
      'text' => ['#plain_text' => json_encode([
        'origins' => [preg_replace('#^(https?://[^/]+).*$#', '$1', $issuer)],
        'issuers' => [['issuer' => $issuer, 'jwksUrl' => Url::fromRoute('parvis.keys', [], ['absolute' => TRUE])->toString()]],
        'pages' => [['prefix' => "$issuer/"]],
      ], JSON_UNESCAPED_SLASHES)],
    ];
    return parent::buildForm($form, $form_state);
  }

  public function submitForm(array &$form, FormStateInterface $form_state) {
    $this->config('parvis.settings')->set('api', rtrim((string) $form_state->getValue('api'), '/'))->save();
    parent::submitForm($form, $form_state);
  }

}
