<?php

namespace Parvis;

use ApiBase;

/** `api.php?action=parvistoken`: a token for whoever is signed in to the wiki. Asked from another site it knows nobody. */
class ApiToken extends ApiBase {
	public function execute() {
		$user = $this->getUser();
		if ( !$user->isRegistered() || $this->lacksSameOriginSecurity() ) {
			$this->getRequest()->response()->statusHeader( 401 );
			$this->dieWithError( 'apierror-mustbeloggedin-generic', 'notloggedin' );
		}
		$this->getMain()->setCacheMode( 'private' );
		$config = $this->getConfig();
		$named = $config->get( 'ParvisUserName' );
		$name = is_callable( $named ) ? $named( $user ) : $user->getName();
		$token = Token::sign( (string)$config->get( 'ParvisKey' ), Hooks::issuer(), $name, time() );
		$this->getResult()->addValue( null, 'token', $token );
	}
}
