<?php

namespace Parvis;

use ApiBase;

/** `api.php?action=parviskeys`: what the Parvis API checks tokens of this wiki with. */
class ApiKeys extends ApiBase {
	public function execute() {
		$keys = Token::keys( (string)$this->getConfig()->get( 'ParvisKey' ) );
		$this->getResult()->addValue( null, 'keys', $keys['keys'] );
	}
}
