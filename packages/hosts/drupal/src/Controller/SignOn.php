<?php

namespace Drupal\parvis\Controller;

use Drupal\Core\Controller\ControllerBase;
use Drupal\parvis\SignOn as Site;
use Parvis\Token;
use Symfony\Component\HttpFoundation\JsonResponse;

/** Answers pages of this site with a token for whoever is signed in, and the API with the keys it is checked by. */
class SignOn extends ControllerBase {

  public function token(): JsonResponse {
    $user = $this->currentUser();
    $headers = ['Cache-Control' => 'no-store'];
    if ($user->isAnonymous()) {
      return new JsonResponse(['error' => 'Nobody is signed in.'], 401, $headers);
    }
    $token = Token::sign(Site::key(), Site::issuer(), $user->getAccountName(), time());
    return new JsonResponse(['token' => $token], 200, $headers);
  }

  public function keys(): JsonResponse {
    return new JsonResponse(Token::keys(Site::key()));
  }

}
