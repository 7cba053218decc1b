<?php
/* What the plugin keeps goes with it. */
defined( 'WP_UNINSTALL_PLUGIN' ) || exit;
delete_option( 'parvis_api' );
delete_option( 'parvis_key' );
